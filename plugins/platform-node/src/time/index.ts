export * from './linkSignals';
export * from './within';
export { Slots } from './Slots';
