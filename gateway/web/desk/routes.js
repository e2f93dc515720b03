import { createRouter, createWebHashHistory } from 'vue-router'
import DeskPage from './pages/DeskPage.vue'

// On a wide screen all three are one page; on a narrow one each is a page of its own.
export const routes = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'list', component: DeskPage },
    { path: '/c/:id(\\d+)', name: 'conversation', component: DeskPage },
    { path: '/c/:id(\\d+)/facts', name: 'facts', component: DeskPage },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
