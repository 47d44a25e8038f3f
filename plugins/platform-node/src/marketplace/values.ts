export { laidOver } from '@pilothouse/plugin-platform-common';
