import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { sessionQueries } from '../../../api/session'
import { useCommands } from '../../../ui/commands'
import { useFocusLeftAround } from '../../../ui/use-focus-left-around'
import { ticketQueries } from '../../queries'
import { RemoveDemoDialog } from './remove-demo-dialog'

/** Says that there are demo tickets, and has them removed. */
export function DemoNote() {
  // Until it is known who asks, it may be somebody who would be refused.
  const isKnown = useQuery(sessionQueries.current()).isSuccess
  const { data: demo } = useQuery({ ...ticketQueries.demo(), enabled: isKnown })
  return demo && demo.count > 0 ? <RemoveDemo count={demo.count} /> : null
}

function RemoveDemo({ count }: { count: number }) {
  const [isAsking, setIsAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useFocusLeftAround(button)
  const ask = () => setIsAsking(true)
  useCommands([{ name: t`Remove the demo tickets`, run: ask, isLast: true }])
  return (
    <>
      <button ref={button} type="button" className="link demo-note" onClick={ask}>
        {t`Demo tickets…`}
      </button>
      {isAsking && <RemoveDemoDialog count={count} onClose={() => setIsAsking(false)} />}
    </>
  )
}
