/** Answers of a node on which the learner is root, by the program that prints them. */

/** Sizes at which the server cuts the answers. */
export const MAX_API = 2_097_152
export const MAX_NODE = 524_288
const NODE = { id: 'control-plane', name: 'kl-control-plane' } as const

export const list = (...items: unknown[]): string => JSON.stringify({ items })
const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index))
export const pod = (name: string, more: object = {}) => ({
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: { nodeName: NODE.name, containers: [{ name: 'web' }] },
  status: {},
  ...more,
})
export const service = (index: number) => ({
  kind: 'Service',
  metadata: { name: `web-${index}`, namespace: 'default' },
  spec: { ports: [{ port: 80 }] },
})
const slice = (index: number, addresses: string[]) => ({
  kind: 'EndpointSlice',
  metadata: { name: `s${index}`, namespace: 'default', labels: { 'kubernetes.io/service-name': 'web-1' } },
  endpoints: [{ addresses }],
})

export const API_ANSWERS: Record<string, string> = {
  'an empty answer': '',
  'a truncated answer': list(pod('web')).slice(0, -20),
  'text that is not JSON': 'error: no server '.repeat(10_000),
  'a million brackets': '['.repeat(MAX_API),
  'a million objects inside of another': '{"items":'.repeat(200_000),
  'lists that are closed': `${'['.repeat(500_000)}${']'.repeat(500_000)}`,
  'a deep list inside of a Pod': `{"items":[{"kind":"Pod","metadata":${'['.repeat(400_000)}${']'.repeat(400_000)}}]}`,
  'a state that is a deep list': JSON.stringify({
    items: [pod('web', { status: { containerStatuses: [{ name: 'web', state: { running: 0 } }] } })],
  }).replace('"running":0', `"running":${'['.repeat(300_000)}${']'.repeat(300_000)}`),
  'a name of two megabytes': list(pod('x'.repeat(MAX_API - 300))),
  'a name of controls that JSON writes six times as long': list(pod('\u0001'.repeat(300_000))),
  'halves of surrogate pairs': list(pod('\uD800'.repeat(1_000))),
  '2,000 Pods': list(...many(2_000, (index) => pod(`pod-${index}`))),
  '20,000 objects of no kind': list(...many(20_000, () => ({}))),
  '60,000 unknown kinds': list(...many(60_000, (index) => ({ kind: `K${index}` }))),
  '2,000 Services and 2,000 slices': list(
    ...many(2_000, service),
    ...many(2_000, (index) => slice(index, ['10.0.0.1'])),
  ),
  'a slice of 100,000 addresses': list(
    service(1),
    slice(
      1,
      many(100_000, (index) => `${index}`),
    ),
  ),
  'a Pod of 30,000 containers': list(pod('web', { spec: { containers: many(30_000, () => ({ name: 'same' })) } })),
  'names of a prototype': list(pod('__proto__'), pod('constructor'), pod('toString')),
  'keys of a prototype': `{"__proto__":{"items":[]},"items":[{"kind":"Pod","__proto__":{"x":1},"constructor":{"prototype":{}}}]}`,
  'labels of a prototype': list({ ...slice(1, []), metadata: { name: 's', labels: JSON.parse('{"__proto__":"x"}') } }),
  'the same key 200,000 times': `{${'"items":[],'.repeat(150_000)}"items":[]}`,
  'a list that is text': '{"items":"Pod"}',
  'numbers that are too large': `{"items":[${'1e999,'.repeat(100_000)}0]}`,
  'a number of a million digits': `{"items":[${'9'.repeat(1_000_000)}]}`,
  'a million escapes': `{"items":"${'\\u0000'.repeat(300_000)}"}`,
  'as many lists as a parser takes': `{"items":[${'[[[[[]]]]],'.repeat(90_000)}0]}`,
  'as many values as a parser takes': `{"items":[${'0,'.repeat(390_000)}0]}`,
  '90 levels, 10,000 times': `{"items":[${`${'['.repeat(90)}${']'.repeat(90)},`.repeat(10_000)}0]}`,
  'half a million keys': `{${many(150_000, (index) => `"k${index}":0,`).join('')}"items":[]}`,
  'a byte order mark': `\uFEFF${list(pod('web'))}`,
  'NaN and infinities': '{"items":[NaN,Infinity,-Infinity,undefined]}',
  'bytes that are zero': '\0'.repeat(MAX_API),
  'fields of other types': list(
    pod('web', { metadata: { name: 7, namespace: [] }, spec: 'x', status: 0 }),
    pod('web', { status: { podIP: {}, phase: null, containerStatuses: 'x' } }),
    { ...service(1), spec: { ports: [{ port: '80', targetPort: {} }] } },
    { ...slice(1, []), endpoints: [{ addresses: [1, null, {}] }] },
    { kind: ['Pod'] },
    { kind: null },
    null,
    'Pod',
  ),
  'numbers of ports': list({ ...service(1), spec: { ports: many(50_000, (port) => ({ port: port * 1e300 })) } }),
  whitespace: ' \n\t'.repeat(600_000),
}

export const NODE_ANSWERS: Record<string, string> = {
  'one line without an end': 'x'.repeat(MAX_NODE),
  'only line breaks': '\n'.repeat(MAX_NODE),
  'only spaces': `active\nactive\n\n{}\n{}\n${' '.repeat(MAX_NODE - 30)}`,
  'bytes that are no text': Buffer.from(many(MAX_NODE, (index) => index % 256)).toString(),
  'a name of a CNI file without an end': `active\nactive\n${'9'.repeat(400_000)}-\n{}\n{}\n`,
  'brackets in place of Pods': `active\nactive\n\n${'['.repeat(250_000)}\n${'{"a":'.repeat(50_000)}\n`,
  'a creation time of a million digits': `active\nactive\n\n{"items":[{"id":"a","metadata":{"name":"a","namespace":"b"},"state":"","createdAt":"${'9'.repeat(400_000)}"}]}\n`,
  '5,000 Pods of one name': `active\nactive\n\n${list(...many(3_000, (index) => ({ id: `${index}`, metadata: { name: 'a', namespace: 'b' }, state: 'SANDBOX_READY', createdAt: '1' })))}\n`,
  '60,000 addresses': `active\nactive\n\n{}\n{}\n${many(30_000, (index) => `10.0.0.1 ${index}`).join('\n')}`,
  'a state with a megabyte of controls': `${'\u001B]0;'.repeat(100_000)}\n`,
}

export const RULES: Record<string, string> = {
  'a line without an end': `-A KUBE-SERVICES ${'x'.repeat(MAX_NODE)}`,
  'comments without an end': `-A KUBE-SERVICES ${' --comment "'.repeat(45_000)}`,
  'jumps in one line': `-A KUBE-SERVICES ${' -j KUBE-X'.repeat(50_000)}`,
  'rules of one chain': '-A KUBE-SERVICES --comment "default/web:http" -j KUBE-X\n'.repeat(9_000),
  'a chain of chains': many(9_000, (index) => `-A KUBE-${index} --comment "default/web" -j KUBE-${index + 1}`).join(
    '\n',
  ),
  'chains in a circle':
    '-A KUBE-SERVICES --comment default/web -j KUBE-A\n-A KUBE-A -j KUBE-B\n-A KUBE-B -j KUBE-A\n'.repeat(3_000),
  'chains with names of a prototype':
    '-A __proto__ x\n-A constructor y\n-A KUBE-SERVICES --comment default/web -j KUBE-__proto__\n',
}

export const CHECKS: Record<string, string> = {
  'a verdict of spaces': `why:${' '.repeat(8_000)}`,
  'a verdict between spaces': `why:${' '.repeat(4_000)}x${' '.repeat(4_000)}`,
  'strings without an end': '\u001B]'.repeat(4_000),
  'sequences without an end': '\u001B['.repeat(4_000),
  'verdicts of one letter': 'why: x\n'.repeat(1_000),
  'verdicts of a prototype': '__proto__: x\nconstructor: y\n',
}
