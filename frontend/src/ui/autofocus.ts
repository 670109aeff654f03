/** For what may come into a dialog that is open by then: `Modal` has looked for what is marked before. */
export const autofocus = {
  'data-autofocus': true,
  ref: (element: HTMLElement | null) => element?.focus(),
}
