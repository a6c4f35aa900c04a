import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SettingsStore } from './settings.ts'

class MemoryStorage implements Storage {
  [name: string]: unknown
  readonly entries = new Map<string, string>()
  get length(): number {
    return this.entries.size
  }
  clear(): void {
    this.entries.clear()
  }
  getItem(key: string): string | null {
    return this.entries.get(key) ?? null
  }
  key(index: number): string | null {
    return [...this.entries.keys()][index] ?? null
  }
  removeItem(key: string): void {
    this.entries.delete(key)
  }
  setItem(key: string, value: string): void {
    this.entries.set(key, value)
  }
}

class RefusingStorage extends MemoryStorage {
  override getItem(): string | null {
    throw new Error('storage is blocked')
  }
  override setItem(): void {
    throw new Error('storage is blocked')
  }
}

test('the next page reads a setting that one page wrote', () => {
  const storage = new MemoryStorage()
  new SettingsStore(storage).write('theme', 'dark')
  assert.equal(new SettingsStore(storage).read('theme'), 'dark')
  assert.deepEqual([...storage.entries], [['kindlab.theme', 'dark']])
})

test('a setting that was never written is undefined', () => {
  assert.equal(new SettingsStore(new MemoryStorage()).read('split'), undefined)
})

test('a listener is notified of each write until it unsubscribes', () => {
  const settings = new SettingsStore(undefined)
  let calls = 0
  const unsubscribe = settings.subscribe(() => (calls += 1))
  settings.write('split', '50')
  unsubscribe()
  settings.write('split', '60')
  assert.equal(calls, 1)
})

test('without storage, settings last as long as the page', () => {
  const settings = new SettingsStore(new RefusingStorage())
  settings.write('theme', 'contrast')
  assert.equal(settings.read('theme'), 'contrast')
  assert.equal(settings.read('split'), undefined)
})
