import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import { storage } from '../../ui/storage'

const NEXT = 'hushdesk.after-sign-on'
const tab = storage('sessionStorage')

/** Sends the browser to single sign-on; who is logged in connects their account to it, by their password. */
export const useSignOn = () =>
  useMutation({
    mutationFn: ({ password = '' }: Record<string, string>) =>
      unwrap(api.POST('/api/session/oidc/', { body: { password } })),
    onSuccess: ({ location }) => {
      tab.write(NEXT, globalThis.location.pathname + globalThis.location.search)
      globalThis.location.assign(location)
    },
  })

/** Where one was before, on this site. */
export const whereOneWas = () => tab.read(NEXT) ?? '/tickets'
