import type { Page } from '@playwright/test'

/** As much of React's work as is read here: a component, or an element, as it was drawn last. */
type Fiber = {
  type: unknown
  flags: number
  alternate: Fiber | null
  child: Fiber | null
  sibling: Fiber | null
}
type Counting = { renders: number }

/** In the page: counts the components that React draws, where its developer tools would listen. */
function listen() {
  const counting = window as unknown as Counting
  counting.renders = 0
  const DREW = 1

  function count(now: Fiber, before: Fiber | null) {
    if (typeof now.type === 'function' && (before === null || now.flags & DREW)) counting.renders += 1
    // What was not looked into at all still has the same children.
    if (before !== null && before.child === now.child) return
    for (let child = now.child; child; child = child.sibling) count(child, child.alternate)
  }
  Object.assign(window, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberRoot: (_id: number, { current }: { current: Fiber }) => count(current, current.alternate),
      onCommitFiberUnmount() {},
      onPostCommitFiberRoot() {},
    },
  })
}

/** To be called before the page is opened. */
export const countRenders = (page: Page) => page.addInitScript(listen)

/** How many components were drawn since the last call. */
export const rendersSince = (page: Page) =>
  page.evaluate(() => {
    const counting = window as unknown as Counting
    const { renders } = counting
    counting.renders = 0
    return renders
  })
