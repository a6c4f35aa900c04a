/** Health check of the container of `docker/app/Dockerfile`: exit code 0 if the server answers. */
import process from 'node:process'
import { readProcessConfig } from '#server/config.ts'
import { siteUrl } from './setup/server-settings.ts'

const answer = await fetch(new URL('livez', siteUrl(readProcessConfig()))).catch(() => undefined)
process.exit(answer?.ok === true ? 0 : 1)
