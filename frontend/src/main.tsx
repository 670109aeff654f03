import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { isKnownHere } from './api/log-ins'
import { sessionQueries } from './api/session'
import { App } from './app/app'
import { createQueryClient } from './app/query-client'
import { loadScreensAt } from './app/screens'
import { speak } from './i18n/languages'
import { loadTheRest } from './ui/later'
import '@fontsource-variable/inter'
import './styles/index.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

const queryClient = createQueryClient()
// Where people log in, what is shown depends on who it is.
const person = isKnownHere() && queryClient.prefetchQuery({ ...sessionQueries.current(), retry: false })

// The first thing painted is the screen itself, not a placeholder. public/start.js has chosen the language and begun
// to fetch its catalogue.
await Promise.all([loadScreensAt(location.pathname), speak(document.documentElement.lang), person])

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
)

// The other screens load once the first one has had its turn.
setTimeout(() => void loadTheRest(), 1_000)
