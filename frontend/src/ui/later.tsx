import { lazy, useState, type ComponentType } from 'react'

const known = new Set<() => Promise<unknown>>()

/**
 * A component whose code is a file of its own: fetched when it is shown, if `load` has not fetched it before.
 * Until it is there, the `Suspense` around it shows.
 */
export function later<Props extends object>(fetch: () => Promise<ComponentType<Props>>) {
  let here: ComponentType<Props> | undefined
  async function load() {
    known.delete(load)
    return (here = await fetch())
  }
  const Awaited = lazy(async () => ({ default: await load() }))
  function Later(props: Props) {
    // Decided once: to React, another component would be another part of the page, without what one typed.
    const [Shown] = useState<ComponentType<Props>>(() => here ?? (Awaited as ComponentType<Props>))
    return <Shown {...props} />
  }
  known.add(load)
  return Object.assign(Later, { load })
}

/** Fetches what has not been fetched yet, so that nothing has to be waited for, nor is missing while the server is away. */
export async function loadTheRest(): Promise<void> {
  // What is fetched may know of more.
  while (known.size > 0) await Promise.allSettled([...known].map((load) => load()))
}
