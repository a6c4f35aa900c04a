/** The page for a browser without access, on a server that gives access by a link. */
import { PAGE_HEADERS, PAGE_STYLE } from './access-page.ts'
import { LINK_MINUTES } from './access-links.ts'
import { type Reply, HTML_TYPE } from './reply.ts'

/** @param isRefused the browser has sent a link that is not valid */
export function linkPage({ isRefused }: { isRefused: boolean }): Reply {
  const alert = isRefused
    ? `<p role="alert">This link does not work: it was used before, or it is older than ${LINK_MINUTES} minutes.</p>\n`
    : ''
  const content = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Access by a link · Kindlab</title>
<style>${PAGE_STYLE}</style>
<main>
<h1>Kindlab</h1>
${alert}<p>This site opens with a link that works once. Other accounts of the machine cannot use the site without it.</p>
<p>To get a link, run this in a terminal on the machine of the site:</p>
<pre><code>./kindlab link</code></pre>
<p>Then open the link in this browser.</p>
</main>
</html>
`
  return { status: isRefused ? 403 : 200, text: { type: HTML_TYPE, content }, headers: PAGE_HEADERS }
}
