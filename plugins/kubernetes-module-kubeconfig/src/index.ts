/**
 * Lets the stock Kubernetes pages show clusters of a kubeconfig.
 *
 * @packageDocumentation
 */
export { kubernetesModuleKubeconfig as default } from './module';
