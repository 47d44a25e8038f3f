export * from './within';
export { Slots } from './Slots';
