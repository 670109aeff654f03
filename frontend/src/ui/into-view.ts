/** A `ref` that brings its element into view: what went wrong may be far from where one looks. */
export const intoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })
