/**
 * Middleware that operators run, as items of Pilothouse's marketplace.
 *
 * @packageDocumentation
 */
export {
  operatorDefinitions,
  operatorsProviderFactory as default,
} from './service';
