/** A pod of an ordinary service. */
export const podSpec = {
  nodeSelector: { load: 'true' },
  tolerations: [{ operator: 'Exists' }],
  automountServiceAccountToken: false,
  containers: [
    {
      name: 'app',
      image: 'load/app:1.0.0',
      ports: [{ name: 'http', containerPort: 8080 }],
      env: [
        { name: 'LOG_LEVEL', value: 'info' },
        { name: 'PORT', value: '8080' },
      ],
      readinessProbe: { httpGet: { path: '/readyz', port: 'http' } },
      livenessProbe: { httpGet: { path: '/healthz', port: 'http' } },
      resources: {
        requests: { cpu: '10m', memory: '16Mi' },
        limits: { memory: '64Mi' },
      },
    },
  ],
};
