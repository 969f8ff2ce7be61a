"""What must hold whatever the speed: the same seats, true promises, faults that are told."""
