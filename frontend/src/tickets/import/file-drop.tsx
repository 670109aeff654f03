import { t } from '@lingui/core/macro'
import { useState, type DragEvent } from 'react'
import { UploadIcon } from '../../ui/icons'

/** A file is dropped on it, or chosen as anywhere else: it is a field for a file. */
export function FileDrop({ onChoose }: { onChoose: (file: File) => void }) {
  const [isOver, setIsOver] = useState(false)
  function drop(event: DragEvent) {
    event.preventDefault()
    setIsOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onChoose(file)
  }
  return (
    <label
      className="file-drop"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <UploadIcon />
      <span className="file-drop__title">{t`Drop a CSV file here, or choose one`}</span>
      <span className="file-drop__hint">{t`UTF-8, up to 50,000 tickets, separated by commas or semicolons`}</span>
      <input
        type="file"
        accept=".csv,text/csv"
        onChange={({ target }) => target.files?.[0] && onChoose(target.files[0])}
      />
    </label>
  )
}
