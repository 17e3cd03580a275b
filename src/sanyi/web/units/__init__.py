"""Units, people, roles and places: the 系统 desk."""
