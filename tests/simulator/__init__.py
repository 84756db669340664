"""What the simulator promises to a bot, and to those who test one."""
