import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ENDPOINTS, endpointPath } from '#protocol/api.ts'
import { TestServer } from '#server/testing/test-server.ts'
import { describeApi } from './open-api.ts'

test('the API description has every route of the server below /api, and no other', async () => {
  await using server = await TestServer.start()
  const answer = await server.client().get(endpointPath('api.describe'))
  assert.equal(answer.status, 200)
  assert.deepEqual(answer.json, JSON.parse(JSON.stringify(describeApi())))
  const described = operationsOf(describeApi())
  const routes = server.routes.filter(({ path }) => path.startsWith('/api/'))
  const served = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  assert.deepEqual(described, served.toSorted())
  assert.equal(described.length, Object.keys(ENDPOINTS).length)
})

test('an operation has its parameters, its body and its answer', () => {
  const { paths } = describeApi()
  const text = JSON.stringify(paths)
  assert.match(text, /"\/api\/labs\/\{id\}\/reset":\{"post":\{"operationId":"lab\.reset"/)
  const operation = Object(Object(paths)['/api/labs/{id}/reset']).post
  assert.equal(operation.parameters[0].name, 'id')
  assert.deepEqual(operation.requestBody.content['application/json'].schema.required, ['generation'])
  assert.ok(operation.responses['202'].content['application/json'].schema.oneOf.length > 3)
})

function operationsOf({ paths }: Record<string, unknown>): string[] {
  const entries = Object.entries(Object(paths))
  return entries
    .flatMap(([path, methods]) => Object.keys(Object(methods)).map((method) => `${method.toUpperCase()} ${path}`))
    .toSorted()
}
