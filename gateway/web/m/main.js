import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './mobile.css'
import App from './App.vue'
import { routes } from './routes.js'

createApp(App).use(createPinia()).use(routes).mount('#app')
