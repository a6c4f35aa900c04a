'use client'
import { ServerOff } from 'lucide-react'
import { FreshCluster } from '../lab-controls/fresh-cluster.tsx'
import { Notice } from '../terminal/panel/notice.tsx'

/** A node was removed from outside Kindlab. The shells of the other node still work, so the terminals stay. */
export function NodeGoneNotice() {
  return (
    <div role="alert">
      <Notice tone="danger" Icon={ServerOff} place="under" action={<FreshCluster isUrgent />}>
        <p className="font-medium">A node of your cluster is gone.</p>
        <p className="text-muted">
          It was removed from outside Kindlab and cannot be started again. Copy what you need from the other node, then
          get a fresh cluster.
        </p>
      </Notice>
    </div>
  )
}
