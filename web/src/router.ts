// Which address shows which page. Everything but signing in asks for a session first.
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'

import { campaigns, loadCampaigns } from '@/state/campaigns'
import { can, ensureSession, firstStart, passwordWanted, start } from '@/state/session'

declare module 'vue-router' {
  interface RouteMeta {
    open?: boolean // shown without a session
    bare?: boolean // without navigation
    title?:
      | 'overview'
      | 'sites'
      | 'accounts'
      | 'review'
      | 'due'
      | 'circular'
      | 'rules'
      | 'imports'
      | 'people'
      | 'offices'
      | 'log'
      | 'about'
      | 'security'
      | 'signIn'
      | 'firstStart'
      | 'password'
      | 'welcome'
      | 'print'
      | 'missing'
      | 'site'
      | 'account'
      | 'tasks'
      | 'worksheet'
      | 'objections'
      | 'mending'
      | 'plan'
      | 'newCampaign'
      | 'channels'
      | 'notices'
      | 'backups'
      | 'demands'
      | 'exemptions'
      | 'capture'
      | 'questions'
      | 'annual'
  }
}

const ofCampaign: RouteRecordRaw[] = [
  {
    path: 'overview',
    name: 'overview',
    meta: { title: 'overview' },
    component: () => import('./pages/Overview.vue'),
  },
  {
    path: 'sites',
    name: 'sites',
    meta: { title: 'sites' },
    component: () => import('./pages/Sites.vue'),
  },
  {
    path: 'sites/:code',
    name: 'site',
    meta: { title: 'site' },
    component: () => import('./pages/SitePage.vue'),
  },
  {
    path: 'accounts',
    name: 'accounts',
    meta: { title: 'accounts' },
    component: () => import('./pages/Accounts.vue'),
  },
  {
    path: 'accounts/:key',
    name: 'account',
    meta: { title: 'account' },
    component: () => import('./pages/AccountPage.vue'),
  },
  {
    path: 'due',
    name: 'due',
    meta: { title: 'due' },
    component: () => import('./pages/Due.vue'),
  },
  {
    path: 'review',
    name: 'review',
    meta: { title: 'review' },
    component: () => import('./pages/Review.vue'),
  },
  {
    path: 'review/print',
    name: 'review-print',
    meta: { title: 'print', bare: true },
    component: () => import('./pages/ReviewPrint.vue'),
  },
  {
    path: 'new-media/activity',
    name: 'accounts-activity',
    meta: { title: 'accounts' },
    component: () => import('./pages/MediaActivity.vue'),
  },
  {
    path: 'new-media/strays',
    name: 'accounts-strays',
    meta: { title: 'accounts' },
    component: () => import('./pages/MediaStrays.vue'),
  },
  {
    path: 'new-media/life',
    name: 'accounts-life',
    meta: { title: 'accounts' },
    component: () => import('./pages/MediaLife.vue'),
  },
  {
    path: 'rules/exceptions',
    name: 'rules-exceptions',
    meta: { title: 'rules' },
    component: () => import('./pages/RuleExceptions.vue'),
  },
  {
    path: 'rules/words',
    name: 'rules-words',
    meta: { title: 'rules' },
    component: () => import('./pages/OfficeWords.vue'),
  },
  {
    path: 'questions',
    name: 'questions',
    meta: { title: 'questions' },
    component: () => import('./pages/Questions.vue'),
  },
  {
    path: 'annual',
    name: 'annual',
    meta: { title: 'annual' },
    component: () => import('./pages/Annual.vue'),
  },
  {
    path: 'tasks',
    name: 'tasks',
    meta: { title: 'tasks' },
    component: () => import('./pages/Tasks.vue'),
  },
  {
    path: 'worksheets/:target',
    name: 'worksheet',
    meta: { title: 'worksheet' },
    component: () => import('./pages/Worksheet.vue'),
  },
  {
    path: 'objections',
    name: 'objections',
    meta: { title: 'objections' },
    props: { kind: 'objections' },
    component: () => import('./pages/Cases.vue'),
  },
  {
    path: 'mending',
    name: 'mending',
    meta: { title: 'mending' },
    props: { kind: 'mending' },
    component: () => import('./pages/Cases.vue'),
  },
  {
    path: 'demands',
    name: 'demands',
    meta: { title: 'demands' },
    component: () => import('./pages/Demands.vue'),
  },
  {
    path: 'exemptions',
    name: 'exemptions',
    meta: { title: 'exemptions' },
    component: () => import('./pages/Exemptions.vue'),
  },
  {
    path: 'circular',
    name: 'circular',
    meta: { title: 'circular' },
    component: () => import('./pages/Circular.vue'),
  },
  {
    path: 'rules',
    name: 'rules',
    meta: { title: 'rules' },
    component: () => import('./pages/Rules.vue'),
  },
  {
    path: 'plan',
    name: 'plan',
    meta: { title: 'plan' },
    component: () => import('./pages/Planner.vue'),
  },
]

const settings: RouteRecordRaw[] = [
  {
    path: 'people',
    name: 'people',
    meta: { title: 'people' },
    component: () => import('./pages/settings/People.vue'),
  },
  {
    path: 'offices',
    name: 'offices',
    meta: { title: 'offices' },
    component: () => import('./pages/settings/Offices.vue'),
  },
  {
    path: 'security',
    name: 'security',
    meta: { title: 'security' },
    component: () => import('./pages/settings/Security.vue'),
  },
  {
    path: 'channels',
    name: 'channels',
    meta: { title: 'channels' },
    component: () => import('./pages/settings/Channels.vue'),
  },
  {
    path: 'notices',
    name: 'notices',
    meta: { title: 'notices' },
    component: () => import('./pages/settings/Notices.vue'),
  },
  {
    path: 'backups',
    name: 'backups',
    meta: { title: 'backups' },
    component: () => import('./pages/settings/Backups.vue'),
  },
  {
    path: 'log',
    name: 'log',
    meta: { title: 'log' },
    component: () => import('./pages/settings/AuditLog.vue'),
  },
  {
    path: 'about',
    name: 'about',
    meta: { title: 'about' },
    component: () => import('./pages/settings/About.vue'),
  },
]

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior(to, from, saved) {
    if (saved) return saved
    if (to.hash) return { el: to.hash, top: 72 }
    return to.path === from.path ? false : { top: 0 }
  },
  routes: [
    {
      path: '/',
      name: 'home',
      component: () => import('./pages/Welcome.vue'),
      meta: { title: 'welcome' },
    },
    {
      path: '/sign-in',
      name: 'sign-in',
      meta: { open: true, bare: true, title: 'signIn' },
      component: () => import('./pages/SignIn.vue'),
    },
    {
      path: '/first-start',
      name: 'first-start',
      meta: { open: true, bare: true, title: 'firstStart' },
      component: () => import('./pages/FirstStart.vue'),
    },
    {
      path: '/capture',
      name: 'capture',
      meta: { open: true, bare: true, title: 'capture' },
      component: () => import('./pages/Capture.vue'),
    },
    {
      path: '/password',
      name: 'password',
      meta: { title: 'password' },
      component: () => import('./pages/Password.vue'),
    },
    {
      path: '/import',
      name: 'imports',
      meta: { title: 'imports' },
      component: () => import('./pages/Imports.vue'),
    },
    {
      path: '/new-campaign',
      name: 'new-campaign',
      meta: { title: 'newCampaign' },
      component: () => import('./pages/NewCampaign.vue'),
    },
    { path: '/c/:campaign', redirect: (to) => ({ name: 'overview', params: to.params }) },
    { path: '/c/:campaign', component: () => import('./pages/Pass.vue'), children: ofCampaign },
    {
      path: '/settings',
      component: () => import('./pages/settings/Frame.vue'),
      children: [{ path: '', redirect: { name: 'about' } }, ...settings],
    },
    {
      path: '/:rest(.*)*',
      name: 'missing',
      meta: { title: 'missing' },
      component: () => import('./pages/Missing.vue'),
    },
  ],
})

router.beforeEach(async (to) => {
  if (to.meta.open) return true
  if (!(await ensureSession())) {
    if (firstStart.value) return { name: 'first-start' }
    return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  }
  if (passwordWanted.value && to.name !== 'password') return { name: 'password' }
  if (to.name === 'password') return true
  // Who administers under separate duties sees no results, and so no campaigns.
  if (!can('see_results')) {
    return to.name === 'home' || to.path.startsWith('/c/') ? { name: 'about' } : true
  }
  await loadCampaigns()
  const latest = campaigns.value?.[0]
  if (to.name === 'home' && latest) return { name: 'overview', params: { campaign: latest.id } }
  return true
})

start(
  () => {
    const to = router.currentRoute.value
    if (!to.meta.open) void router.push({ name: 'sign-in', query: { next: to.fullPath } })
  },
  () => void router.push({ name: 'password' }),
)
