export { clearStack, type ContractCase, type ContractInput, platformContract } from './platform-contract.ts';
export { manualClock, MemoryPlatform } from './memory-platform.ts';
