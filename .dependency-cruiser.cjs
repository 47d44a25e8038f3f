/**
 * Holds the directions in which packages may import one another:
 * app → frontend plugins → platform-react → platform-common ← platform-node ←
 * platform-backend and its modules. Product code knows nothing of the embedded platform.
 */
const frontendPlugins =
  '^plugins/(deployments|home|health|logs|marketplace|pipelines|kubernetes-module-kubeconfig|scaffolder-module-platform|services)/';
const backendPlugins =
  '^plugins/([a-z-]+-backend|[a-z-]+-backend-module-[a-z-]+|platform-node)/';
const inPackage = '^(packages|plugins)/([^/]+)/';

/** @param {string} name @param {string} comment @param {string} from @param {object} to */
const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to,
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'Two modules that need one another are one module, or want a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: {
        couldNotResolve: true,
        // These have types only, which need no module to resolve to.
        pathNot: ['^app/package.json$', '^kubernetes-types/'],
      },
    },
    forbid(
      'common-is-pure',
      'platform-common has contracts and pure domain code: no React, no Node.js, no client.',
      '^plugins/platform-common/src/(?!.*[.]test[.])',
      {
        path: [
          '^(packages|plugins)/(?!platform-common/)',
          'node_modules/(react|@kubernetes)/',
          '^(node:)?(fs|net|http|https|child_process|path|os)$',
        ],
      },
    ),
    forbid(
      'node-builds-on-common-only',
      'platform-node declares ports; providers and features depend on it, never the other way.',
      '^plugins/platform-node/',
      { path: '^(packages|plugins)/(?!platform-(node|common)/)' },
    ),
    forbid(
      'react-builds-on-common-only',
      'platform-react is what pages share.',
      '^plugins/platform-react/',
      { path: '^(packages|plugins)/(?!platform-(react|common)/)' },
    ),
    forbid(
      'pages-know-no-backend',
      'Frontend plugins reach the backend through contracts.',
      frontendPlugins,
      { path: [backendPlugins, '^packages/'] },
    ),
    forbid(
      'backend-knows-no-pages',
      'The backend does not import what runs in the browser.',
      backendPlugins,
      { path: [frontendPlugins, '^plugins/platform-react/', '^packages/'] },
    ),
    forbid(
      'providers-stand-alone',
      'A provider is a package: it plugs into ports, not into other providers or features.',
      '^plugins/platform-backend-module-[^/]+/',
      { path: '^plugins/platform-backend/' },
    ),
    forbid(
      'embedded-is-apart',
      'Product code sees kubeconfig, addresses and tokens, as in production.',
      '^(plugins|packages/(app|backend))/',
      { path: '^packages/embedded/' },
    ),
    forbid(
      'embedded-knows-no-product',
      'The embedded platform starts the portal as a program.',
      '^packages/embedded/',
      { path: '^(plugins|packages/(app|backend|service-catalog))/' },
    ),
    forbid(
      'the-controller-takes-the-client-alone',
      'The Service Catalog controller runs in companies: of the embedded platform it has the client of Kubernetes, and its tests what finds a running one.',
      '^packages/service-catalog/src/(?!testing/|.*[.]test[.])',
      {
        path: '^(plugins|packages)/(?!service-catalog/|embedded/src/kube/)',
      },
    ),
    {
      name: 'through-the-front-door',
      comment:
        'Another package is imported by its name, not by a path into its source.',
      severity: 'error',
      from: { path: inPackage },
      to: { path: inPackage, pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    },
    {
      name: 'tests-through-the-front-door',
      comment:
        'Browser tests and measurements use what a package exports, by its name.',
      severity: 'error',
      from: { path: '^(e2e|bench|templates)/' },
      to: { path: inPackage, dependencyTypes: ['local'] },
    },
    forbid(
      'nothing-builds-on-tests',
      'Browser tests, measurements and scripts are not there where the portal runs.',
      '^(packages|plugins)/',
      { path: '^(e2e|bench|scripts|templates)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: '(/dist/|/dist-types/|/[.]cache/|/samples/images/|^templates/[^/]+/(skeleton|postgresql|environment)/)',
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
