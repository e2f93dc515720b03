import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './element.js'
import './theme.css'
import App from './App.vue'
import { routes } from './routes.js'

createApp(App).use(createPinia()).use(routes).mount('#app')
