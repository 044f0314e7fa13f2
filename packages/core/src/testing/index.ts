export { clearStack, type ContractCase, type ContractInput } from './platform-contract.ts';
export { platformContract } from './contract.ts';
export { manualClock, MemoryPlatform } from './memory-platform.ts';
