/**
 * Shows the clusters of a kubeconfig file in the stock Kubernetes plugin.
 *
 * @packageDocumentation
 */
export { kubernetesModuleKubeconfig as default } from './module';
