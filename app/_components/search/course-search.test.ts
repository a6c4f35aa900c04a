import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildIndex, CourseSearch } from './course-search.ts'
import type { SearchSource } from './search-entry.ts'

const source = (part: Partial<SearchSource> & Pick<SearchSource, 'id' | 'title'>): SearchSource => ({
  kind: 'section',
  place: '',
  href: `/${part.id}`,
  text: '',
  ...part,
})

const SOURCES = [
  source({ id: 'services', kind: 'lesson', title: '8. Services in iptables', text: 'kube-proxy writes rules.' }),
  source({ id: 'proxy', kind: 'lesson', title: '7. What kube-proxy is', text: 'It is a Pod on each node.' }),
  source({ id: 'journal', kind: 'command', title: 'journalctl -u kubelet -n 20', text: '' }),
  source({ id: 'kubelet', title: 'What kubelet wrote', text: 'The journal keeps it; read it with journalctl.' }),
  source({ id: 'pid', title: 'The pid of a container', text: '' }),
  source({ id: 'pod', kind: 'term', title: 'pod', text: '' }),
]

/** As in a browser: from what the build wrote. */
const search = CourseSearch.read(JSON.stringify(buildIndex(SOURCES)))
const idsOf = (query: string) => search.find(query, 10).map(({ id }) => id)

test('a word with two letters changed places is found', () => {
  assert.deepEqual(idsOf('iptabels'), ['services'])
})

test('a name with a hyphen is found, first where it is the title', () => {
  assert.deepEqual(idsOf('kube-proxy'), ['proxy', 'services'])
})

test('a whole command is found as it is typed, its letters for options aside', () => {
  assert.deepEqual(idsOf('journalctl -u kubelet'), ['journal', 'kubelet'])
})

test('a word is found before it is typed to its end', () => {
  assert.deepEqual(idsOf('contai'), ['pid'])
})

test('short words have to be right', () => {
  assert.deepEqual(idsOf('pod'), ['pod', 'proxy'])
  assert.deepEqual(idsOf('pid'), ['pid'])
})

test('when nothing has every word, what has some of them is shown', () => {
  assert.deepEqual(idsOf('why kubelet'), ['kubelet', 'journal'])
})

test('lessons come in the order of the course, whatever their names', () => {
  assert.deepEqual(
    search.lessons().map(({ id }) => id),
    ['services', 'proxy'],
  )
})

test('what is found says what it is and where it leads, and keeps no text', () => {
  const [found] = search.find('journalctl kubelet', 1)
  assert.deepEqual(found, {
    id: 'journal',
    kind: 'command',
    title: 'journalctl -u kubelet -n 20',
    place: '',
    href: '/journal',
  })
})
