import { t } from '@lingui/core/macro'
import { useEffect, useRef } from 'react'

type ShowMoreProps = {
  list: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    fetchNextPage: () => unknown
  }
}

/** Loads the next page when it comes near the screen; the button does the same by hand. */
export function ShowMore({ list }: ShowMoreProps) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list
  const button = useRef<HTMLButtonElement>(null)
  const isWaiting = hasNextPage && !isFetchingNextPage && !isFetchNextPageError
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
      <button ref={button} type="button" className="button" onClick={() => fetchNextPage()}>
        {isFetchingNextPage ? t`Loading…` : t`Show more`}
      </button>
    </div>
  )
}
