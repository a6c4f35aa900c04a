/** The health of the container that `docker/app/Dockerfile` makes: ends with 0 when the server answers where it listens. */
import process from 'node:process'
import { readProcessConfig } from '#server/config.ts'
import { siteUrl } from './setup/server-settings.ts'

const answer = await fetch(new URL('livez', siteUrl(readProcessConfig()))).catch(() => undefined)
process.exit(answer?.ok === true ? 0 : 1)
