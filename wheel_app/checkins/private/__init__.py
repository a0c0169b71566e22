"""What is asked in private: two topics behind a question of their own, whose answers no page ever reads."""
