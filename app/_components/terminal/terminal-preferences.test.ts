import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PreferenceStore } from './terminal-preferences.ts'

function storageWith(text: string | null) {
  const storage = {
    text,
    getItem: () => storage.text,
    setItem: (_key: string, value: string) => void (storage.text = value),
  }
  return storage
}

test('preferences outlive the page', () => {
  const storage = storageWith(null)
  new PreferenceStore(storage).change({ fontSize: 16 })
  assert.deepEqual(new PreferenceStore(storage).get(), { fontSize: 16, isScreenReader: false })
})

test('a size that nobody can read, or that leaves no room, is not taken', () => {
  const store = new PreferenceStore(undefined)
  store.change({ fontSize: 3 })
  assert.equal(store.get().fontSize, 10)
  store.change({ fontSize: 300 })
  assert.equal(store.get().fontSize, 24)
})

test('anything else in storage is the same as nothing', () => {
  for (const text of ['{', '7', '{"fontSize":"x"}', '[]'])
    assert.deepEqual(new PreferenceStore(storageWith(text)).get(), { fontSize: 13, isScreenReader: false })
})
