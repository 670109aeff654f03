import { lazy, useState, type ComponentType } from 'react'

const known = new Set<() => Promise<unknown>>()

/**
 * A component in a chunk of its own, like `React.lazy`: loaded when it is shown, unless `load` has loaded it before.
 * Until then, the `Suspense` around it shows its fallback.
 */
export function later<Props extends object>(fetch: () => Promise<ComponentType<Props>>) {
  let here: ComponentType<Props> | undefined
  async function load() {
    known.delete(load)
    return (here = await fetch())
  }
  const Awaited = lazy(async () => ({ default: await load() }))
  function Later(props: Props) {
    // Decided once: React would remount another component and lose what was typed into it.
    const [Shown] = useState<ComponentType<Props>>(() => here ?? (Awaited as ComponentType<Props>))
    return <Shown {...props} />
  }
  known.add(load)
  return Object.assign(Later, { load })
}

/** Loads all remaining chunks, so that later screens open at once, even while the server is away. */
export async function loadTheRest(): Promise<void> {
  // What was loaded may register more.
  while (known.size > 0) await Promise.allSettled([...known].map((load) => load()))
}
