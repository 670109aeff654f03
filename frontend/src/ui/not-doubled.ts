import type { MouseEvent } from 'react'

/** Leaves out the second press of a double click: where a button stays, it means something else by then. */
export const notDoubled =
  <Pressed extends Element>(act: (event: MouseEvent<Pressed>) => void) =>
  (event: MouseEvent<Pressed>) => {
    if (event.detail < 2) act(event)
  }
