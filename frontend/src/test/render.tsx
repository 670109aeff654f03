import { QueryClientProvider } from '@tanstack/react-query'
import { act, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { BrowserRouter } from 'react-router'
import { vi } from 'vitest'
import { App } from '../app/app'
import { createQueryClient } from '../app/query-client'
import { loadTheRest } from '../ui/later'

// In a test everything is here already, as it is for whoever stays longer than a second.
await loadTheRest()

/** The whole application at an address, with a user in front of it. */
export function openApp(path: string) {
  window.history.pushState(null, '', path)
  const user = userEvent.setup(vi.isFakeTimers() ? { advanceTimers: vi.advanceTimersByTime } : {})
  const view = render(
    <QueryClientProvider client={createQueryClient()}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </QueryClientProvider>,
  )
  return { ...view, user }
}

/** Time under the test's control. Real time still trickles in, as Testing Library waits by it. */
export const useTestTime = () => vi.useFakeTimers({ shouldAdvanceTime: true })

/** Let time pass, and everything settle that it sets off. */
export const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
