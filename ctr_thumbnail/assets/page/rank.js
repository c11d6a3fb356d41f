// One script: it loads the model, reads pictures, ranks them and draws the result. Nothing is sent anywhere.

// ---- fetching
class Problem extends Error {}                              // a sentence for the visitor
const here = name => new URL(name, import.meta.url).href
const $ = (selector, inside = document) => inside.querySelector(selector)
let model, session, ort, past, known, got = 0, total = 1
const items = []                                            // candidates: {name, title, e, url, el}

async function file(f) {                                    // {url, bytes, integrity, name} → ArrayBuffer, counted for the progress bar
  let r
  try { r = await fetch(here(f.url), f.integrity ? {integrity: f.integrity} : {}) }
  catch { throw new Problem(`${f.name} did not arrive, or is not the file this page was made for. Check the connection and load the page again.`) }
  if (!r.ok) throw new Problem(`${f.name} is missing on this site (${r.status}).`)
  const parts = [], reader = r.body.getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    parts.push(step.value)
    got += step.value.length
    progress()
  }
  let blob = new Blob(parts)
  const start = new Uint8Array(await blob.slice(0, 2).arrayBuffer())
  if (start[0] === 0x1f && start[1] === 0x8b) blob = await new Response(blob.stream().pipeThrough(new DecompressionStream('gzip'))).blob()
  return blob.arrayBuffer()
}

function library(f) {                                       // load a module, but only if it has the hash it should have
  const s = Object.assign(document.createElement('script'), {type: 'module', src: here(f.url), integrity: f.integrity, crossOrigin: 'anonymous'})
  return new Promise((yes, no) => {
    s.onload = () => yes(import(s.src))
    s.onerror = () => no(new Problem(`${f.name} did not arrive, or is not the file this page was made for. Check the connection and load the page again.`))
    document.head.append(s)
  })
}

// ---- starting
function floats(buffer, {d, r}) {                           // mean, centre and cross in single precision, then A (r,d) in half precision
  const at = i => new Float32Array(buffer, 4*d*i, d)
  return {d, r, mean: at(0), centre: at(1), cross: at(2), A: Float32Array.from(new Uint16Array(buffer, 12*d, r*d), half)}
}

export function half(u) {                                   // the 16 bits of a half-precision number → the number
  const e = u>>10 & 31, f = u & 1023
  return (u>>15 ? -1 : 1)*(e ? 2**(e-25)*(1024+f) : f*2**-24)
}

export async function load() {
  const r = await fetch(here('model.json'), {cache: 'no-cache'}).catch(() => {})
  if (!r?.ok) throw new Problem('model.json did not arrive. Check the connection and load the page again.')
  model = await r.json()
  const f = model.files
  total = f.encoder.bytes+f.head.bytes+f.wasm.bytes
  const [encoder, head, wasm, o] = await Promise.all([file(f.encoder), file(f.head), file(f.wasm), library(f.script)])
  model.head = floats(head, model.head)
  ort = o
  Object.assign(ort.env.wasm, {wasmBinary: wasm, numThreads: 1})
  session = await ort.InferenceSession.create(new Uint8Array(encoder), {executionProviders: ['wasm'], enableCpuMemArena: false})
}

// ---- kinds of files
const text = (b, from, to) => String.fromCharCode(...b.subarray(from, to))

function jpegEnds(b) {                                      // is there an end after the first scan? (a preview inside of the notes has one of its own)
  let i = 2
  while (i+4 < b.length && b[i] === 0xff && b[i+1] !== 0xda) i += b[i+1] === 0xff ? 1 : 2+b[i+2]*256+b[i+3]
  for (; i+1 < b.length; i++) if (b[i] === 0xff && b[i+1] === 0xd9) return true
  return false
}

function pngEnds(b) {                                       // are the pixels there? (what follows them may be missing, as in Python)
  let pixels = false
  for (let i = 8; i+8 <= b.length;) {
    const n = ((b[i]<<24 | b[i+1]<<16 | b[i+2]<<8 | b[i+3])>>>0)
    if (text(b, i+4, i+8) === 'IDAT') { pixels = true; if (i+8+n > b.length+8) return false }
    i += 12+n
  }
  return pixels
}

function gifPictures(b) {                                   // how many pictures; the last one counts a half if it is cut off
  let n = 0, i = 13+(b[10] & 128 ? 3<<(b[10] & 7)+1 : 0)
  const skip = () => { while (i < b.length && b[i]) i += b[i]+1; i++; return i <= b.length }
  while (i < b.length && n < 2) {
    if (b[i] === 0x21) { i += 2; skip() }
    else if (b[i] === 0x2c) { i += 11+(b[i+9] & 128 ? 3<<(b[i+9] & 7)+1 : 0); n += skip() ? 1 : .5 }
    else break
  }
  return n
}

export function kind(b) {                                   // of a picture file's bytes: its format, whether it moves, whether it is cut off
  if (b[0] === 0xff && b[1] === 0xd8) return {format: 'jpeg', cut: !jpegEnds(b)}
  if (text(b, 1, 4) === 'PNG') return {format: 'png', moves: text(b, 0, 4096).split('IDAT')[0].includes('acTL'), cut: !pngEnds(b)}
  if (text(b, 0, 4) === 'RIFF' && text(b, 8, 12) === 'WEBP') return {format: 'webp', moves: text(b, 12, 16) === 'VP8X' && !!(b[20] & 2)}
  if (/^GIF8[79]a/.test(text(b, 0, 6))) { const n = gifPictures(b); return {format: 'gif', moves: n > 1, cut: n < 1} }
  return {}
}

// ---- the frame
const even = x => { const r = Math.round(x); return r-x === .5 && r%2 ? r-1 : r }    // Python rounds halves to the even neighbour

export function frame(w, h, dark) {                         // of a w × h picture: which rows show, and where they lie in a 16:9 frame
  let top = 0
  if (Math.abs(w/h-4/3) <= .02) {
    const bar = even((h-w*9/16)/2)
    if (bar > 1 && dark(bar)) top = bar
  }
  const rows = h-2*top
  if (Math.abs(w/rows-16/9) < .06) return {W: w, H: rows, x: 0, y: 0, top, rows, w}
  const [W, H] = w/rows < 16/9 ? [even(rows*16/9), rows] : [w, even(w*9/16)]
  return {W, H, x: Math.floor((W-w)/2), y: Math.floor((H-rows)/2), top, rows, w}
}

// ---- drawing a picture
function brightness(ctx, x, y, w, h) {                      // mean grey, 0 to 255
  const p = ctx.getImageData(x, y, w, h).data
  let sum = 0
  for (let i = 0; i < p.length; i += 4) sum += (p[i]*19595+p[i+1]*38470+p[i+2]*7471+32768) >> 16
  return sum/(w*h)
}

function paper(w, h, fill) {                                // a canvas that stays in memory, so that its numbers are exact
  const c = Object.assign(document.createElement('canvas'), {width: w, height: h})
  const ctx = c.getContext('2d', {willReadFrequently: true})
  ctx.fillStyle = fill
  ctx.fillRect(0, 0, w, h)
  return [c, ctx]
}

function draw(bitmap) {                                     // → {canvas, f}: a picture, and where what YouTube would show of it lies in its frame
  const {width: w, height: h} = bitmap
  const [canvas, ctx] = paper(w, h, '#fff')                 // what is transparent becomes white
  ctx.drawImage(bitmap, 0, 0)
  bitmap.close()
  const f = frame(w, h, bar => Math.max(brightness(ctx, 0, 0, w, bar-1), brightness(ctx, 0, h-bar+1, w, bar-1)) < 24)
  if (f.W*f.H <= model.limits.frame) return {canvas, f}
  const side = Math.sqrt(model.limits.frame/(f.W*f.H)), [sw, sh] = [w, f.rows].map(n => Math.max(1, Math.floor(n*side))), [small, out] = paper(sw, sh, '#000')
  out.imageSmoothingQuality = 'high'
  out.drawImage(canvas, 0, f.top, w, f.rows, 0, 0, sw, sh)
  return {canvas: small, f: frame(sw, sh, () => false)}
}

// ---- reading a file
async function size(blob) {                                 // known from the file's head, before anything large is decoded
  const im = new Image()
  im.src = URL.createObjectURL(blob)
  try { await new Promise((yes, no) => { im.onload = yes; im.onerror = no }) }
  catch { return }
  finally { URL.revokeObjectURL(im.src) }
  return [im.naturalWidth, im.naturalHeight]
}

const not = name => new Problem(`${name} is not a picture that can be read: give a JPEG, PNG, WebP or still GIF file.`)
const cut = name => new Problem(`${name} is cut off: save or download it again.`)

export async function read(blob, name) {                    // a file → {canvas, f}; a Problem if that cannot be
  const {bytes, pixels, shape} = model.limits
  if (!blob.size) throw new Problem(`${name} is empty: export the picture again.`)
  if (blob.size > bytes) throw new Problem(`${name} is larger than ${bytes/1e6} MB: save it at 1280x720.`)
  const k = kind(new Uint8Array(await blob.arrayBuffer()))
  if (!k.format) throw not(name)
  const [w, h] = await size(new Blob([blob], {type: `image/${k.format}`})) ?? []
  if (!w) throw k.cut ? cut(name) : not(name)
  if (w*h > pixels) throw new Problem(`${name} has ${w}x${h} pixels, more than ${pixels/1e6} million: save it at 1280x720.`)
  if (Math.max(w, h) > shape*Math.min(w, h)) throw new Problem(`${name} is ${w}x${h}, a shape that no thumbnail has: save it at 1280x720.`)
  if (k.moves) throw new Problem(`${name} is animated: give one still picture.`)
  if (k.cut) throw cut(name)
  try { return draw(await createImageBitmap(blob, {premultiplyAlpha: 'none', imageOrientation: 'from-image'})) }
  catch { throw not(name) }
}

// ---- pixels
export function reduced(rgba, width, height, k) {           // means of k × k pixels → [RGB, columns, rows]
  const w = Math.floor(width/k), h = Math.floor(height/k), rgb = new Uint8Array(w*h*3), sum = new Uint32Array(w*3), half = k*k >> 1, part = Math.floor(2**24/(k*k))
  for (let y = 0, j = 0; y < h; y++) {
    sum.fill(half)
    for (let dy = 0; dy < k; dy++) for (let x = 0, i = (y*k+dy)*width*4; x < w*3; x += 3) for (let dx = 0; dx < k; dx++, i += 4) {
      sum[x] += rgba[i]; sum[x+1] += rgba[i+1]; sum[x+2] += rgba[i+2]
    }
    for (const s of sum) rgb[j++] = Math.floor(s*part/2**24)
  }
  return [rgb, w, h]
}

export function blocks({canvas, f}, k) {                     // means of k × k pixels of the frame → [RGB, columns, rows], a strip at a time
  const ctx = canvas.getContext('2d'), W = Math.floor(f.W/k), H = Math.floor(f.H/k), rgb = new Uint8Array(W*H*3), step = Math.max(1, Math.floor(2**20/(f.W*k)))
  for (let y = 0; y < H; y += step) {
    const n = Math.min(step, H-y), strip = new Uint8ClampedArray(f.W*n*k*4), from = Math.max(y*k, f.y), to = Math.min((y+n)*k, f.y+f.rows)
    const part = from < to ? ctx.getImageData(0, f.top+from-f.y, f.w, to-from).data : []
    for (let r = from; r < to; r++) strip.set(part.subarray((r-from)*f.w*4, (r-from+1)*f.w*4), ((r-y*k)*f.W+f.x)*4)
    rgb.set(reduced(strip, f.W, n*k, k)[0], y*W*3)
  }
  return [rgb, W, H]
}

export async function embed(picture) {                      // → Float32Array, by the same graph as in Python
  const {W, H} = picture.f, most = 2**23
  let k = model.size ? Math.max(1, Math.trunc(Math.min(H/model.size[0], W/model.size[1])/1.4)) : 1
  while (!model.size && Math.floor(W/k)*Math.floor(H/k) > most) k++
  const [rgb, w, h] = blocks(picture, k)
  const out = (await session.run({image: new ort.Tensor('uint8', rgb, [1, h, w, 3])})).embedding.data
  if (!out.every(Number.isFinite)) throw new Problem('This model answers with numbers that are none: it has to be trained and published again.')
  return out
}

// ---- titles
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python splits at them, too
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u      // what Python splits at
const apart = text => text.split(SPACE).filter(w => w)

export function clean(title) {                              // NFKC, single spaces, not longer than what counts
  const most = model.limits.title, first = (text, n) => Array.from(text).slice(0, n).join('')
  return first(apart(first(title.toWellFormed(), most).normalize('NFKC')).join(' '), most).replace(/ $/, '')
}

export function lower(text) {                               // case folding; `model.fold` says where that is not lower case
  return Array.from(text, c => model.fold[c] ?? c.toLowerCase()).join('')
}

export function words(text) {                               // runs of letters, marks and numbers; every other symbol by itself
  return text.match(/[\p{L}\p{M}\p{N}_]+|[^ ]\p{M}*/gu) ?? []
}

// ---- pieces of titles
const BREAK = /[|¦:()[\]{}【】「」『』《》〈〉〔〕\-–—―!?.。]+/u

function runs(word) {                                       // of three to five characters
  const c = Array.from(` ${word} `)
  return [3, 4, 5].flatMap(k => Array.from({length: Math.max(0, c.length-k+1)}, (_, i) => c.slice(i, i+k).join('')))
}

function series(text) {                                     // what stands between breaks; how it begins and ends
  const w = text.split(' ').filter(o => o), parts = text.split(BREAK).map(o => o.replace(/^ +| +$/g, '')).filter(o => o)
  return [...parts.map(o => `=${o}`), ...[1, 2, 3].filter(k => k <= w.length).flatMap(k => [`<${w.slice(0, k).join(' ')}`, `>${w.slice(-k).join(' ')}`])]
}

export function pieces(title) {                             // → Map from a piece to how often; its first digit says which family it is of
  const t = clean(title).replace(/\p{Nd}+/gu, '#'), low = lower(t), w = words(t), count = new Map()
  const families = [low.split(' ').filter(o => o).flatMap(runs), [...w, ...w.slice(1).map((o, i) => `${w[i]} ${o}`)], series(low)]
  families.forEach((f, k) => { for (const p of f) count.set(k+p, (count.get(k+p) ?? 0)+1) })
  return count
}

// ---- likeness of titles
export function weigh(count, {titles, df}) {                // → Map from a piece to its weight; each family has length one
  const w = new Map(), square = [0, 0, 0]
  for (const [p, n] of count) {
    const x = (1+Math.log(n))*(1+Math.log((1+titles.length)/(1+(df.get(p) ?? 0))))
    w.set(p, x)
    square[+p[0]] += x*x
  }
  for (const [p, x] of w) w.set(p, x/Math.sqrt(square[+p[0]]))
  return w
}

function like(w, {titles, found}) {                         // likenesses to the past titles
  const k = new Float64Array(titles.length)
  for (const [p, x] of w) for (const [i, y] of found.get(p) ?? []) k[i] += x*y
  return k
}

const shared = (w, v) => { let s = 0; for (const [p, x] of w) s += x*(v.get(p) ?? 0); return s }

function solve(L, k, n) {                                   // the first n of L z = k, from the top
  const z = new Float64Array(k.length)
  for (let i = 0; i < n; i++) z[i] = (k[i]-dot(z.subarray(0, i), L[i]))/L[i][i]
  return z
}

export function study(titles) {                             // what is needed to compare others with them
  const counts = titles.map(pieces), past = {titles, df: new Map(), found: new Map(), L: []}
  for (const c of counts) for (const p of c.keys()) past.df.set(p, (past.df.get(p) ?? 0)+1)
  for (const p of past.df.keys()) past.found.set(p, [])
  const w = counts.map(c => weigh(c, past))
  w.forEach((v, i) => { for (const [p, x] of v) past.found.get(p).push([i, x]) })
  w.forEach((v, i) => {                                     // the rows of Cholesky's root, one after the other
    const k = like(v, past), row = solve(past.L, k, i)
    row[i] = Math.sqrt(k[i]+1e-6-dot(row, row))
    past.L.push(row)
  })
  return past
}

export function compare(titles, past) {                     // → {z: features, own: what they have of their own}
  const w = titles.map(t => weigh(pieces(t), past)), z = w.map(v => solve(past.L, like(v, past), past.titles.length))
  return {z, own: w.map((v, i) => w.map((u, j) => shared(v, u)-dot(z[i], z[j])))}
}

// ---- titles of older models
const CRC = Uint32Array.from({length: 256}, (_, n) => { for (let i = 0; i < 8; i++) n = n & 1 ? n>>>1 ^ 0xedb88320 : n>>>1; return n })
const crc32 = bytes => ~bytes.reduce((c, b) => CRC[(c ^ b) & 255] ^ c>>>8, -1) >>> 0

export function fold(title) {                               // NFKC, then case folding
  return apart(lower(title.normalize('NFKC'))).join(' ')
}

export function hashedTitle(title, d) {                     // → Float32Array of length one, or null for no title
  const t = Array.from(` ${fold(title)} `), z = new Float32Array(d), utf8 = new TextEncoder()
  if (t.length < 3) return null
  for (const k of [2, 3, 4]) for (let i = 0; i+k <= t.length; i++) {
    const h = crc32(utf8.encode(t.slice(i, i+k).join('')))
    z[h%d] += h & 0x80000000 ? 1 : -1
  }
  const length = Math.max(Math.hypot(...z), 1e-9)
  return z.map(v => v/length)
}

// ---- the normal distribution
export function phi(x) {                                    // the normal distribution
  if (Math.abs(x) > 8) return x > 0 ? 1 : 0
  let sum = x, term = x
  for (let i = 3, last; sum !== last; i += 2) { last = sum; sum += term *= x*x/i }
  return .5+sum*Math.exp(-x*x/2)/Math.sqrt(2*Math.PI)
}

export function quantile(u) {                               // its inverse, by Newton's steps from the middle
  if (u < .5) return -quantile(1-u)
  let x = 0
  for (let i = 0, step = 1; i < 60 && step > 1e-14; i++) x += step = (u-phi(x))*Math.exp(x*x/2)*Math.sqrt(2*Math.PI)
  return x
}

const lattices = {}
function normalPoints(k, m = 4096) {                        // m evenly spread standard normal points in k dimensions
  if (lattices[k]) return lattices[k]
  let g = 2
  for (let i = 0; i < 60; i++) g = (1+g)**(1/(k+1))
  lattices[k] = Array.from({length: m}, (_, i) => Array.from({length: k}, (_, j) => quantile((.5+(i+1)*g**-(j+1))%1)))
  return lattices[k]
}

// ---- the best of several
function root(C) {                                          // the symmetric square root of a covariance, by Jacobi's rotations
  const k = C.length, a = C.map((r, i) => r.map((_, j) => (C[i][j]+C[j][i])/2)), U = C.map((r, i) => r.map((_, j) => +(i === j)))
  for (let sweep = 0; sweep < 60; sweep++) for (let p = 0; p < k; p++) for (let q = p+1; q < k; q++) {
    if (Math.abs(a[p][q]) < 1e-300) continue
    const t = Math.atan2(2*a[p][q], a[q][q]-a[p][p])/2, c = Math.cos(t), s = Math.sin(t)
    for (let i = 0; i < k; i++) [a[i][p], a[i][q]] = [c*a[i][p]-s*a[i][q], s*a[i][p]+c*a[i][q]]
    for (let i = 0; i < k; i++) [a[p][i], a[q][i]] = [c*a[p][i]-s*a[q][i], s*a[p][i]+c*a[q][i]]
    for (let i = 0; i < k; i++) [U[i][p], U[i][q]] = [c*U[i][p]-s*U[i][q], s*U[i][p]+c*U[i][q]]
  }
  const w = a.map((r, i) => Math.sqrt(Math.max(r[i], 0)))
  return U.map(u => U.map(v => w.reduce((sum, s, j) => sum+u[j]*s*v[j], 0)))
}

export function pBest(mu, C) {                              // how likely each of k jointly normal numbers is the largest
  const R = root(C), n = mu.map(() => 0)
  for (const z of normalPoints(mu.length)) {
    const x = mu.map((m, i) => m+dot(z, R[i])), most = Math.max(...x)-1e-12, best = x.filter(v => v >= most).length
    x.forEach((v, i) => { if (v >= most) n[i] += 1/best })
  }
  return n.map(v => v/normalPoints(mu.length).length)
}

// ---- the ranking
const dot = (a, b) => { let s = 0; for (let i = 0; i < a.length; i++) s += a[i]*b[i]; return s }

function titleRows(items, width) {                          // features, and what titles have of their own; nothing for no title
  const there = items.map(o => !!clean(o.title || ''))
  if (!there.includes(true)) return {x: [], own: () => 0}
  if (!model.titles) return {x: items.map((o, i) => there[i] && hashedTitle(o.title, width)), own: () => 0}
  known ??= study(model.titles)
  const {z, own} = compare(items.map(o => o.title || ''), known)
  return {x: z.map((v, i) => there[i] && v), own: (i, j) => there[i] && there[j] ? own[i][j] : 0}
}

function rows(items) {                                      // centred and scaled as in the training, zero where nothing is known; and the covariance that they leave out
  const z = items.map(() => new Float64Array(model.head.d))
  let at = 0, own = () => 0
  for (const b of model.blocks) {
    const from = at, t = b.name === 'title' ? titleRows(items, b.width) : {x: items.map(o => o.e)}
    t.x.forEach((x, i) => { if (x) for (let j = 0; j < b.width; j++) z[i][from+j] = (x[j]-model.head.centre[from+j])/b.scale })
    if (t.own) own = (i, j) => b.prior/b.scale**2*t.own(i, j)
    at += b.width
  }
  return {z, own}
}

export function rank(items) {                               // best first: {item, p, best, beats, low, mid, high, score, close}
  const {mean, cross, A, d, r} = model.head, {residual, own: luck, offset, typical} = model, prior = model.blocks.flatMap(b => Array(b.width).fill(b.prior))
  const {z, own} = rows(items), Az = z.map(v => Float64Array.from({length: r}, (_, i) => dot(v, A.subarray(i*d, (i+1)*d))))
  const C = z.map((u, i) => { const pu = u.map((v, t) => v*prior[t]); return z.map((v, j) => dot(pu, v)-dot(Az[i], Az[j])+own(i, j)) })
  const mu = z.map(v => dot(v, mean)), wide = z.map(v => typical ? typical.var+2*dot(v, cross) : 0)
  const full = C.map((c, i) => c.map((v, j) => v+(i === j ? luck : 0))), best = pBest(mu, full)
  const out = items.map((item, i) => {
    const p = phi((mu[i]+offset)/Math.sqrt(Math.max(C[i][i]+(model.rule !== 'expected' ? wide[i] : 0), 0)+residual+1e-12))
    const sd = Math.sqrt(Math.max(C[i][i]+wide[i], 0)+residual), ctr = a => 100/(1+Math.exp(-(typical.mean+mu[i]+a*sd)))
    const range = model.shows_ctr ? {low: ctr(-1.2816), mid: ctr(0), high: ctr(1.2816)} : {}
    return {item, i, p, best: best[i], score: mu[i], ...range}
  }).sort((a, b) => b.score-a.score)
  out.forEach((o, n) => {
    const i = o.i, j = out[n+1]?.i
    if (j !== undefined) o.beats = phi((mu[i]-mu[j])/Math.sqrt(Math.max(full[i][i]+full[j][j]-2*full[i][j], 1e-12)))
    o.close = o.beats < model.close
  })
  return out
}

export function nearest(e, k = 6) {                         // the past thumbnails most alike
  const length = Math.sqrt(dot(e, e)), d = e.length
  return model.past.map((v, i) => ({...v, alike: dot(e, past.subarray(i*d, (i+1)*d))/length})).sort((a, b) => b.alike-a.alike).slice(0, k)
}

// ---- what is known
const percent = p => p < .005 ? 'under 1 %' : p > .995 ? 'over 99 %' : `${(100*p).toFixed(0)} %`
const say = (text, quiet) => { $('#status').textContent = text; $('#status').classList.toggle('quiet', !!quiet) }
const pause = () => new Promise(done => setTimeout(done))  // let the browser draw
const signal = () => model.verdict !== 'no signal'

function progress() {
  const bar = $('#progress progress')
  bar.value = Math.min(1, got/total)
  $('#progress span').textContent = bar.value < 1 ? `${Math.round(100*bar.value)} % of the model is here` : 'The model is here, starting …'
}

function warn(...sentences) {                               // one line each; none clears the list
  $('#notes').replaceChildren(...sentences.map(s => Object.assign(document.createElement('li'), {textContent: s})))
  $('#notes').hidden = !sentences.length
}

function introduce() {                                      // what is known of the model before any candidate
  const [word, rest] = [model.sentence.split(': ')[0], model.sentence.split(': ').slice(1).join(': ')]
  const edge = {useful: 'above', weak: 'below'}[model.verdict] || 'plain', v = $('#verdict')
  $('#channel').textContent = model.channel
  $('.chip', v).textContent = word
  $('p', v).textContent = rest.slice(0, 1).toUpperCase()+rest.slice(1)
  v.classList.add(edge)
  $('.chip', v).classList.add(edge)
  gauge($('svg', v), model.auc)
  v.hidden = false
  $('#tries').hidden = !model.past.length
}

function gauge(svg, {value, low, high}) {                   // between a coin and an oracle
  const x = v => 8+(Math.min(1, Math.max(.3, v ?? .5))-.3)/.7*214, set = (s, o) => { for (const k in o) $(s, svg).setAttribute(k, o[k]) }
  set('.range', {x1: x(low), x2: x(high)})
  set('.here', {cx: x(value)})
  const w = v => `${Math.round(100*(v ?? .5))} %`
  svg.setAttribute('aria-label', `Right about two past videos ${w(value)} of the time, between ${w(low)} and ${w(high)}; a coin is right 50 % of the time`)
}

// ---- a card
function card(item) {                                       // made once for each candidate, filled anew with each ranking
  const el = $('#card').content.firstElementChild.cloneNode(true)
  $('.pic', el).src = item.url
  $('.pic', el).alt = item.name
  $('.name', el).textContent = item.name
  $('.drop', el).setAttribute('aria-label', `Remove ${item.name}`)
  $('.drop', el).onclick = () => { items.splice(items.indexOf(item), 1); show(); $('#files').focus() }
  $('input', el).value = item.title
  $('input', el).setAttribute('aria-label', `Title for ${item.name}`)
  $('input', el).onchange = e => { item.title = e.target.value.slice(0, 200); show() }
  $('.again', el).setAttribute('aria-label', `Another title for ${item.name}`)
  $('.again', el).onclick = () => { items.push(place({...item, title: ''})); show() }
  $('.titles', el).hidden = !model.blocks.some(b => b.name === 'title')
  $('details', el).hidden = !model.near                     // a model of titles alone has no neighbours
  $('details', el).ontoggle = () => neighbours(item).catch(stop)
  return el
}

const place = item => Object.assign(item, {el: card(item)})   // give an item its card

// ---- its numbers
function fill(o, n, [lo, hi]) {
  const el = o.item.el, up = o.p >= .5, x = v => `${100*(v-lo)/Math.max(hi-lo, 1e-9)}%`
  el.dataset.p = o.p
  $('.place b', el).textContent = n
  $('.again', el).disabled = items.length >= model.limits.most
  $('.big', el).textContent = percent(o.p)
  const chip = $('.facts .chip', el)
  chip.textContent = signal() ? (up ? 'Above Average' : 'Below Average') : 'no better than a coin'
  chip.className = `chip ${signal() ? (up ? 'above' : 'below') : 'plain'}`
  $('.meter i', el).className = up ? 'above' : 'below'
  $('.meter i', el).style.width = `${100*o.p}%`
  $('.says', el).textContent = `Chance of doing better than this channel usually does${items.length > 1 ? ` · best of these ${items.length}: ${percent(o.best)}` : ''}`
  const range = $('.interval', el)
  range.hidden = o.mid === undefined
  if (range.hidden) return
  Object.assign($('i', range).style, {left: x(o.low), right: `${100-parseFloat(x(o.high))}%`})
  $('b', range).style.left = x(o.mid)
  $('u', range).style.left = x(model.average)
  $('span', range).textContent = `CTR ${o.low.toFixed(1)} to ${o.high.toFixed(1)} %`
  $('.track', range).setAttribute('aria-label', `Click-through rate between ${o.low.toFixed(1)} and ${o.high.toFixed(1)} percent four times out of five, the channel averages ${model.average.toFixed(1)} percent`)
}

// ---- the board
function leastSure(out) {                                   // the pair that a useful ranking is least sure of
  if (model.verdict !== 'useful' || out.length < 2) return ''
  const unsure = out.slice(0, -1).map(o => Math.abs(o.beats-.5)), i = unsure.indexOf(Math.min(...unsure)), [a, b] = out.slice(i, i+2)
  const name = o => a.item.name === b.item.name && o.item.title ? `${o.item.name}, "${o.item.title}"` : o.item.name
  return `It is least sure of ${name(a)} and ${name(b)} (${percent(a.beats)} for the first): a test on the channel's own videos would tell.`
}

function show() {                                           // rank what is there and draw it
  const out = items.length ? rank(items) : [], focus = document.activeElement
  const ends = [...out.flatMap(o => o.mid === undefined ? [] : [o.low, o.high]), ...(model.average == null ? [] : [model.average])]
  const axis = [Math.floor(Math.max(0, Math.min(...ends)-.2)), Math.ceil(Math.max(...ends)+.2)]
  const rows = []
  out.forEach((o, n) => {
    fill(o, n+1, axis)
    rows.push(o.item.el)
    if (o.beats === undefined) return
    const between = $('#between').content.firstElementChild.cloneNode(true), close = o.close || !signal()
    between.classList.toggle('close', close)
    $('span', between).textContent = close ? 'too close to call' : `beats the next ${percent(o.beats)} of the time`
    rows.push(between)
  })
  $('#board ol').replaceChildren(...rows)
  $('#least').textContent = leastSure(out)
  $('#board').hidden = !items.length
  $('#board').classList.toggle('grey', !signal())
  $('#board h2').textContent = !signal() ? 'No better than a coin: do not choose by this order' : out.length === 1 ? 'What it says' : `Your ${out.length} candidates, best first`
  if (rows.includes(focus.closest?.('.card'))) focus.focus({preventScroll: true})
  if (out.length) say(out.length === 1 ? `${out[0].item.name}: ${percent(out[0].p)}.` : `Ranked. First is ${out[0].item.name} with ${percent(out[0].p)}${out[0].close || !signal() ? ', too close to call' : ''}.`, true)
  return out
}

// ---- neighbours
async function neighbours(item) {
  const box = $('details > div', item.el)
  if (box.childElementCount) return
  const f = model.files.past
  past ??= Float32Array.from(new Uint16Array(await file(f)), half)
  box.replaceChildren(...nearest(item.e).map(v => {
    const el = $('#neighbour').content.firstElementChild.cloneNode(true), chip = $('.chip', el)
    $('img', el).src = here(v.image)
    chip.textContent = v.ctr == null ? (v.above ? 'above' : 'below') : `${v.ctr.toFixed(1)} %`
    chip.classList.add(v.above ? 'above' : 'below')
    chip.hidden = v.above == null
    $('bdi', el).textContent = v.title
    return el
  }))
}

// ---- files come in
export async function add(files) {                          // blobs with a name, and perhaps a title
  const bad = []
  document.body.classList.add('busy')
  for (const [n, f] of [...files].entries()) {
    const name = (f.name || 'The picture').slice(-80)
    if (items.length >= model.limits.most) { bad.push(`${name} was left out: ${model.limits.most} candidates at a time, remove one first.`); continue }
    say(`Looking at ${n+1} of ${files.length} …`)
    await pause()
    try {
      const c = await read(f, name), e = await embed(c), item = {name, e, title: f.title || '', url: await preview(c)}
      items.push(place(item))
    } catch (e) {
      if (!(e instanceof Problem)) console.error(e)
      bad.push(e instanceof Problem ? e.message : `${name} could not be looked at: save it as JPEG at 1280x720 and try again.`)
    }
  }
  document.body.classList.remove('busy')
  say('')
  warn(...bad)
  return show()
}

// ---- previews and past thumbnails
async function preview({canvas, f}) {
  const w = 640, s = w/f.W, c = paper(w, Math.max(1, Math.round(f.H*s)), '#000')
  c[1].drawImage(canvas, 0, f.top, f.w, f.rows, f.x*s, f.y*s, f.w*s, f.rows*s)
  return URL.createObjectURL(await new Promise(done => c[0].toBlob(done, 'image/jpeg', .9)))
}

async function tries() {                                    // past thumbnails of three kinds: good, middling, bad
  const all = [...model.past].sort((a, b) => (b.ctr ?? +b.above)-(a.ctr ?? +a.above)), three = [0, .5, 1].map(q => all[Math.round((all.length-1)*q)])
  const blobs = await Promise.all([...new Set(three)].map(async v => Object.assign(await (await fetch(here(v.image))).blob(), {name: v.image.split('/').pop(), title: v.title})))
  items.length = 0
  return add(blobs)
}

// ---- the stored question
async function check() {                                    // ask the model its stored question
  const x = model.example
  if (!x) return
  const e = await embed(await read(await (await fetch(here(x.image))).blob(), x.image)), {p} = rank([{e, title: ''}])[0]
  if (Math.abs(p-x.p_above) > .01) warn(`This browser does not answer as the model was saved: the stored example should score ${x.p_above.toFixed(3)} and scores ${p.toFixed(3)} here. Do not rely on it.`)
}

// ---- the start
function stop(e) {
  if (!(e instanceof Problem)) console.error(e)
  $('#progress').hidden = true
  warn(e instanceof Problem ? e.message : 'This page needs a browser of the last two years: the model could not be started in this one.')
}

export const ready = (async () => {
  const waiting = []                                        // files that came before the model did
  let go = files => { waiting.push(...files); say('The ranking begins when the model is here.') }
  const take = files => files.length && go(files)
  $('#files').onchange = e => { take([...e.target.files]); e.target.value = '' }
  $('#tries button').onclick = () => tries().catch(stop)
  document.ondragover = e => { e.preventDefault(); document.body.classList.add('over') }
  document.ondragleave = () => document.body.classList.remove('over')
  document.ondrop = e => { e.preventDefault(); document.body.classList.remove('over'); take([...e.dataTransfer.files]) }
  document.onpaste = e => take([...e.clipboardData.files])
  await load()
  introduce()
  $('#progress').hidden = true
  let line = Promise.resolve()                              // one batch after the other
  go = files => line = line.then(() => add(files)).catch(stop)
  if (waiting.length) await go(waiting)
  await check()
  if (model.titles) known ??= study(model.titles)           // before somebody types one
})().catch(stop)
