import { testMainPath } from './main-path.ts'
import { startWebKit } from './webkit.ts'

testMainPath({ name: 'WebKit', start: startWebKit })
