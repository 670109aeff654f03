import type { News } from '../../../api/schema'

const both = (news: News | undefined, later: News): News => ({
  created: [...(news?.created ?? []), ...later.created],
  changed: [...(news?.changed ?? []), ...later.changed],
  more: later.more || (news?.more ?? false),
})

/** Handles news one after the other: what comes meanwhile waits, together. What failed is made up for with the next. */
export function inTurn(handle: (news: News) => Promise<void>) {
  let isBusy = false
  let next: News | undefined
  async function handleAll() {
    while (next) {
      const now = next
      next = undefined
      try {
        await handle(now)
      } catch {
        next = both(next, { ...now, more: true })
        return
      }
    }
  }
  return (news: News) => {
    next = both(next, news)
    if (isBusy) return
    isBusy = true
    void handleAll().finally(() => (isBusy = false))
  }
}
