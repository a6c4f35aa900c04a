import { startFirefox } from './firefox.ts'
import { testMainPath } from './main-path.ts'

testMainPath({ name: 'Firefox', start: () => startFirefox() })
