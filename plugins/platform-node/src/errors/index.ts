export { loggable, loggedAs } from './loggable';
