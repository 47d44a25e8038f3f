import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** What the frame around all pages says: navigation, sign-in, titles. */
export const appTranslationRef = createTranslationRef({
  id: 'pilothouse-app',
  messages: {
    nav: {
      label: 'Main navigation',
      menu: 'Menu',
      search: 'Search',
      language: 'Language',
      signOut: 'Sign out',
      home: 'Home',
    },
    title: {
      home: 'Home',
      services: 'Services',
      workload: 'Workload',
      'workload-logs': 'Logs of a workload',
      applications: 'Applications',
      catalog: 'Catalog',
      'api-docs': 'APIs',
      scaffolder: 'Create',
      marketplace: 'Marketplace',
      health: 'Platform',
      techdocs: 'Docs',
      'user-settings': 'Settings',
      notifications: 'Notifications',
      search: 'Search',
      'catalog-graph': 'Catalog graph',
    },
    tab: {
      templates: 'Templates',
      tasks: 'Tasks',
      actions: 'Actions',
      editor: 'Template editor',
      templatingExtensions: 'Templating extensions',
      general: 'General',
      featureFlags: 'Feature flags',
    },
    task: {
      status: {
        open: 'Not begun',
        processing: 'Running',
        completed: 'Completed',
        failed: 'Failed',
        cancelled: 'Cancelled',
        skipped: 'Skipped',
      },
      nobody: 'Unknown',
      unread: 'The runs of templates could not be read',
    },
    hint: {
      newWindow: ', opens in a new window',
      ownsNothing: 'Nothing is owned here that you may see.',
    },
    unregister: {
      locationNotAllowed:
        'Not unregistered: the same file also registers something of another team, which you may not remove. Ask a platform engineer to unregister it.',
      entityNotAllowed:
        'Not deleted: you may not delete this from the catalog. Ask the team that owns it, or a platform engineer.',
    },
    signIn: {
      working: 'Taking you to single sign-on…',
      checking: 'Looking for your session…',
      signedOut: 'You are signed out',
      signedOutHint:
        'Close the browser window if others use this computer, or sign in again.',
      action: 'Sign in with single sign-on',
      retry: 'Try again',
      failed: 'Signing in did not work',
      unreachable: 'The user center does not answer',
      unreachableHint:
        'Single sign-on at the user center could not be started. This page tries again by itself and goes on once it answers. If it stays like this, tell whoever runs Pilothouse.',
      portalUnreachable: 'The portal does not answer',
      portalUnreachableHint:
        'The page is loaded, but its backend did not answer. It may be restarting: this page tries again by itself and goes on once it answers.',
      notStartedHint:
        'The portal could not start single sign-on; its configuration may be wrong. Try again, and if it stays like this, pass the message below to whoever runs Pilothouse.',
      refusedHint:
        'The user center knows you, but the portal refused to let you in. Pass the message below to whoever runs Pilothouse.',
      noSessionHint:
        'You came back from the user center without a session. If you chose to sign in there, allow cookies for this site. Then try again.',
      details: 'Details',
    },
    search: {
      types: 'What to search',
      type: {
        all: 'Everything',
        'software-catalog': 'Catalog',
        techdocs: 'Documentation',
      },
      hint: 'Type a word: services, applications, teams, people, APIs and documentation are searched.',
      loading: 'Searching…',
      all_one: '{{count}} result',
      all_other: '{{count}} results',
      shownOfMore: '{{from}} to {{to}} of more results',
      shownOf_one: '{{from}} to {{to}} of {{count}} result',
      shownOf_other: '{{from}} to {{to}} of {{count}} results',
      none: 'Nothing was found for “{{term}}”',
      noneHint:
        'Only what you may see is searched. Try the beginning of a word, or another one.',
      failed: 'The search did not answer',
      failedAdvice:
        'After a start the portal first reads what there is to find. Wait a moment and try again.',
      pages: 'Pages of results',
      previous: 'Previous page',
      next: 'Next page',
    },
    org: {
      members_one: '{{count}} member',
      members_other: '{{count}} members',
      noMembers: 'Nobody is in this team.',
      membersFailed: 'Who is in this team could not be read from the catalog',
      findMember: 'Find a member',
      noMember: 'No member is called “{{term}}”.',
      ownedFailed: 'What is owned could not be read from the catalog',
      ownsNothing: 'Nothing is owned here that you may see.',
      loading: 'Reading from the catalog…',
      description: 'Description',
      email: 'Email',
      partOf: 'Part of',
      teams: 'Teams in it',
      membersOf: 'Members of {{name}}',
      owned: 'Ownership',
    },
    kind: {
      API: 'API',
      Component: 'Component',
      Domain: 'Domain',
      Group: 'Group',
      Location: 'Location',
      Resource: 'Resource',
      System: 'System',
      Template: 'Template',
      User: 'User',
    },
    type: {
      library: 'library',
      product: 'product',
      service: 'service',
      team: 'team',
      website: 'website',
    },
    lifecycle: {
      deprecated: 'deprecated',
      development: 'development',
      experimental: 'experimental',
      production: 'production',
    },
    session: {
      userCenterAway: 'The user center does not answer',
      userCenterAwayHint:
        'Your session has not ended, but it cannot be renewed now. Nothing on the page is lost, though it may not be up to date. It goes on by itself once the user center is back.',
    },
    kubernetes: {
      refused:
        'You may not read this straight from the cluster. The tabs Logs and Deployments of this service show it, as far as you may see it.',
    },
    error: {
      pluginTitle: 'This part of the page failed: {{plugin}}',
      pluginTitleUnknown: 'This part of the page failed',
      retry: 'Try again',
      notFound: 'There is no page at this address',
      notFoundHint:
        'It may have been removed, or the address is mistyped. The search in the navigation finds services, teams and documents.',
      goHome: 'Go to the home page',
    },
  },
  translations: { zh: () => import('./zh') },
});
