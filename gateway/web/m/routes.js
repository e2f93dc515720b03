import { createRouter, createWebHashHistory } from 'vue-router'
import ConversationPage from './pages/ConversationPage.vue'
import FactsPage from './pages/FactsPage.vue'
import FinishPage from './pages/FinishPage.vue'
import ListPage from './pages/ListPage.vue'
import WritePage from './pages/WritePage.vue'

// One task a screen.
export const routes = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'list', component: ListPage },
    { path: '/c/:id(\\d+)', name: 'conversation', component: ConversationPage },
    { path: '/c/:id(\\d+)/facts', name: 'facts', component: FactsPage },
    { path: '/c/:id(\\d+)/write/:kind(reply|note)', name: 'write', component: WritePage },
    { path: '/c/:id(\\d+)/finish/:kind(close|bot)', name: 'finish', component: FinishPage },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
