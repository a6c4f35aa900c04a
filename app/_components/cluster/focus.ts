import type { ClusterFocus } from '#protocol/cluster.ts'

/** An empty name clears the choice. */
export function withService({ pair }: ClusterFocus, service: string): ClusterFocus {
  return { ...(service === '' ? {} : { service }), ...(pair === undefined ? {} : { pair }) }
}

export function withPair({ service }: ClusterFocus, pair: { from: string; to: string }): ClusterFocus {
  const isNone = pair.from === '' && pair.to === ''
  return { ...(service === undefined ? {} : { service }), ...(isNone ? {} : { pair }) }
}

/** The first click chooses the start of the path, the second its end; the third starts again. */
export function withClickedPod(focus: ClusterFocus, key: string): ClusterFocus {
  const { from = '', to = '' } = focus.pair ?? {}
  const isHalf = from !== '' && to === ''
  if (isHalf) return withPair(focus, from === key ? { from: '', to: '' } : { from, to: key })
  return withPair(focus, { from: key, to: '' })
}

export function withClickedService(focus: ClusterFocus, key: string): ClusterFocus {
  return withService(focus, focus.service === key ? '' : key)
}
