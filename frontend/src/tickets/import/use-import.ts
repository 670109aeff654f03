import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import { checkRows, dropImport, type Checked, type Progress } from './check-rows'
import { readFile } from './read-file'

type State =
  | { step: 'choose'; problem?: Error }
  | { step: 'check'; name: string; progress?: Progress }
  | { step: 'preview'; checked: Checked }

/** An import from the choice of a file to its end. What was sent is forgotten when it is given up. */
export function useImport() {
  const [state, setState] = useState<State>({ step: 'choose' })
  const given = useRef<{ id?: string; stop: AbortController }>({ stop: new AbortController() })
  const commit = useMutation({
    mutationFn: ({ id, file }: Checked) =>
      unwrap(
        api.POST('/api/tickets/import/{import_id}/commit/', {
          params: { path: { import_id: id } },
          // What has errors was shown before the button that leaves it out.
          body: { rows: file.rows.length, leave_out_errors: true },
        }),
      ),
    onSuccess: () => {
      delete given.current.id
    },
  })

  const giveUp = useCallback(() => {
    const { id, stop } = given.current
    stop.abort()
    if (id) dropImport(id)
    given.current = { stop: new AbortController() }
  }, [])
  useEffect(() => giveUp, [giveUp])

  async function choose(file: File) {
    giveUp()
    commit.reset()
    const { signal } = given.current.stop
    setState({ step: 'check', name: file.name })
    try {
      const rows = await readFile(file)
      const checked = await checkRows(rows, signal, (progress) => {
        if (!signal.aborted) setState({ step: 'check', name: file.name, progress })
      })
      given.current.id = checked.id
      setState({ step: 'preview', checked })
    } catch (problem) {
      if (!signal.aborted) setState({ step: 'choose', problem: problem as Error })
    }
  }

  function startAgain() {
    giveUp()
    commit.reset()
    setState({ step: 'choose' })
  }

  return { state, commit, choose: (file: File) => void choose(file), startAgain }
}
