import { plural, t } from '@lingui/core/macro'
import { useEffect, useRef } from 'react'

type ShowMoreProps = {
  list: {
    hasNextPage: boolean
    isFetching: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    fetchNextPage: () => unknown
  }
  /** After how many tickets a search ended that can go on. */
  searched: number | null
}

/** Loads the next page when it comes near the screen; the button does the same by hand. A search goes on by hand only. */
export function ShowMore({ list, searched }: ShowMoreProps) {
  const { hasNextPage, isFetching, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list
  const button = useRef<HTMLButtonElement>(null)
  // Asking for more gives up a refresh that is under way, and what is shown would stay as old as it is.
  const isWaiting = hasNextPage && !isFetching && !isFetchNextPageError && searched === null
  useEffect(() => {
    if (!isWaiting || !button.current) return
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) fetchNextPage()
      },
      { rootMargin: '400px' },
    )
    watch.observe(button.current)
    return () => watch.disconnect()
  }, [isWaiting, fetchNextPage])

  if (!hasNextPage) return <p className="list-end">{t`That is all.`}</p>
  return (
    <div className="list-end">
      {isFetchNextPageError && <p role="alert">{t`More tickets could not be loaded.`}</p>}
      {searched !== null && <p role="status">{inWords(searched)}</p>}
      <button ref={button} type="button" className="button" onClick={() => fetchNextPage()}>
        {isFetchingNextPage ? t`Loading…` : searched === null ? t`Show more` : t`Search further`}
      </button>
    </div>
  )
}

const inWords = (searched: number) =>
  plural(searched, { other: 'Words of one or two letters were looked for in # tickets so far.' })
