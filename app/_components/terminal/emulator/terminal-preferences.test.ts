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

test('preferences are stored', () => {
  const storage = storageWith(null)
  new PreferenceStore(storage).change({ fontSize: 16 })
  assert.deepEqual(new PreferenceStore(storage).getSnapshot(), {
    fontSize: 16,
    isScreenReader: false,
    isOptionMeta: false,
    isWide: false,
  })
})

test('Option types characters until the learner makes it Meta', () => {
  const storage = storageWith('{"fontSize":14}')
  assert.equal(new PreferenceStore(storage).getSnapshot().isOptionMeta, false)
  new PreferenceStore(storage).change({ isOptionMeta: true })
  assert.equal(new PreferenceStore(storage).getSnapshot().isOptionMeta, true)
})

test('font sizes are limited', () => {
  const store = new PreferenceStore(undefined)
  store.change({ fontSize: 3 })
  assert.equal(store.getSnapshot().fontSize, 10)
  store.change({ fontSize: 300 })
  assert.equal(store.getSnapshot().fontSize, 24)
})

test('invalid stored preferences are ignored', () => {
  for (const text of ['{', '7', '{"fontSize":"x"}', '[]'])
    assert.deepEqual(new PreferenceStore(storageWith(text)).getSnapshot(), {
      fontSize: 13,
      isScreenReader: false,
      isOptionMeta: false,
      isWide: false,
    })
})
