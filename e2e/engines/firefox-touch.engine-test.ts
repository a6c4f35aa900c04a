import { startFirefox, TOUCH_SCREEN } from './firefox.ts'
import { testTouch } from './main-path.ts'

// WebKitGTK has touch events only on a touch screen, and an X server without a monitor has none.
testTouch({ name: 'Firefox with touch', start: () => startFirefox(TOUCH_SCREEN) })
