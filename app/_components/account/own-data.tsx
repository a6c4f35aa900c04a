'use client'
import { Download, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { KindlabError } from '#protocol/kindlab-error.ts'
import { asKindlabError } from '../api/answer-store.ts'
import { call } from '../api/call.ts'
import { buttonClass } from '../site/button.ts'
import { Confirm } from '../site/confirm.tsx'
import { ErrorText } from '../site/error-text.tsx'

/** The learner's data: a download, and the removal. */
export function OwnData() {
  const [error, setError] = useState<KindlabError>()
  const remove = async () => {
    try {
      await call('learner.remove', {})
      location.assign('/')
    } catch (thrown) {
      setError(asKindlabError(thrown))
    }
  }
  return (
    <section aria-labelledby="data" className="mt-10">
      <h2 id="data" className="text-xl font-semibold">
        Your data
      </h2>
      <p className="mt-3 text-muted">
        This site stores your name, your results, your labs, your classes, and a log of sign-ins and actions. The
        download has all of it.
      </p>
      {error !== undefined && (
        <div role="alert" className="mt-3">
          <ErrorText error={error} />
        </div>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        <a href="/account/data.json" download className={buttonClass('secondary', 'medium')}>
          <Download size={15} aria-hidden />
          Download your data
        </a>
        <Confirm
          button={
            <>
              <Trash2 size={15} aria-hidden />
              Remove your data
            </>
          }
          buttonClass={buttonClass('secondary', 'medium')}
          align="start"
          question="Remove all of your data?"
          yes={{ label: 'Remove everything', kind: 'danger', isDisabled: false, run: remove }}
          no="Stay"
        >
          Your results, your account and your place in classes are removed at once. This cannot be undone. End your lab
          first.
        </Confirm>
      </div>
    </section>
  )
}
