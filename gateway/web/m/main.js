import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './mobile.css'
import App from './App.vue'
import { routes } from './routes.js'

// A conversation opens at its end, wherever it stood before.
history.scrollRestoration = 'manual'
createApp(App).use(createPinia()).use(routes).mount('#app')
