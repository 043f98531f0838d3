import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// `npm run dev` against a running `mingcha serve`: MINGCHA=http://127.0.0.1:8080 npm run dev
const server = process.env['MINGCHA'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: server }, '/healthz': { target: server } },
  },
  build: {
    target: 'chrome87',
    cssTarget: 'chrome87',
    // The Content-Security-Policy allows no inline script, style or data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
  },
  test: { include: ['tests/**/*.test.ts'] },
})
